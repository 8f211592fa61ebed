/** A project's access key and the hosts that it belongs to: origins without a path. */
export interface EstProject {
  projectId: string
  keyId: string
  keySecret: string
  estUrl: string
  authUrl: string
  numbersUrl: string
}
