import type { Random } from '@keyward/primitives/signature'

/** The kinds of characters that a password may be made of. */
export const PASSWORD_CLASSES = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  symbols: '!#$%&()*+,-./:;<=>?@[]^_{|}~',
} as const

export type PasswordClass = keyof typeof PASSWORD_CLASSES

/** Limits of the length of a made password. */
export const PASSWORD_LENGTH = { least: 8, most: 128 } as const

/**
 * Makes a password, each as likely as every other one of this length that has a character of each
 * class. Without a class it is made of small letters; a length beyond the limits is taken to the
 * nearest one.
 */
export function makePassword(
  random: Random,
  options: { readonly length: number; readonly classes: readonly PasswordClass[] },
): string {
  const { least, most } = PASSWORD_LENGTH
  const length = Math.min(most, Math.max(least, Math.trunc(options.length) || least))
  const names = options.classes.length === 0 ? (['lower'] as const) : options.classes
  const classes = [...new Set(names)].map((name) => PASSWORD_CLASSES[name])
  const alphabet = classes.join('')
  for (;;) {
    // Made anew as a whole: putting a missing class in afterwards would favour some passwords.
    const made = Array.from({ length }, () => alphabet.charAt(below(random, alphabet.length)))
    if (classes.every((of) => made.some((character) => of.includes(character))))
      return made.join('')
  }
}

/** A number from 0 to `limit - 1`, at most 256, without favouring any. */
function below(random: Random, limit: number): number {
  const fair = 256 - (256 % limit)
  for (;;) {
    const [byte = 0] = random(1)
    if (byte < fair) return byte % limit
  }
}
