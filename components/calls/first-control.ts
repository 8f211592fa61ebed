/** What takes the focus in a list of controls: the first that can have it. */
export const firstControl = 'input:enabled, button:enabled'
