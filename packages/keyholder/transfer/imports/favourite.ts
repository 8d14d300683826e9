/** The label that stands for what other managers mark as a favourite. */
export const FAVOURITE = 'Favourite'
