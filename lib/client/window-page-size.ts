/** Rows that are asked for at once in a list without pages. */
export const windowPageSize = 200
