const given = process.env.APP_URL

/** The address people use, when there is one that can be read; the console itself refuses to start with any other. */
export const appUrl = given && URL.canParse(given) ? new URL(given) : undefined
