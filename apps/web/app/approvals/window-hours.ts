/** For how many hours sign-ins can be approved beforehand. */
export const WINDOW_HOURS = [1, 4, 8] as const
