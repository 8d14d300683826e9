/** Every exit code of the members' commands. `keyward authenticator` has 0 and 1 alone. */
export const EXIT_CODES = [
  { code: 0, meaning: 'done' },
  { code: 1, meaning: 'refused: a rule, a check or the person said no' },
  { code: 2, meaning: 'the command line is wrong' },
  { code: 3, meaning: 'locked, or signed out: keyward unlock, or keyward login' },
  { code: 4, meaning: "the server can't be reached, or can't answer now" },
  { code: 5, meaning: 'there is no such thing' },
  { code: 6, meaning: 'a conflict: the username is taken, or something changed meanwhile' },
  { code: 7, meaning: 'what the server sent does not verify: it may be lying' },
  { code: 8, meaning: "this device's copy can't be read or written" },
  { code: 70, meaning: 'Keyward itself failed' },
] as const

export type ExitCode = (typeof EXIT_CODES)[number]['code']
