import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

/** Work per guess: 32 MiB of memory (N × r × 128 bytes). */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 }

/** Gives `scrypt$salt$hash`, both in base64url; 16 and 32 bytes. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await stretch(password, salt)
  return `scrypt$${salt.toString('base64url')}$${hash.toString('base64url')}`
}

/**
 * Whether the password is the one behind the stored hash. Without a stored hash the same work is
 * done and the answer is no, so that the time taken does not tell whether an account exists.
 */
export async function checkPassword(
  password: string,
  stored: string | undefined,
): Promise<boolean> {
  const [, salt, hash] = (stored ?? '').split('$')
  const expected = Buffer.from(hash ?? '', 'base64url')
  const actual = await stretch(password, Buffer.from(salt ?? '', 'base64url'))
  return expected.length === actual.length && timingSafeEqual(expected, actual)
}

function stretch(password: string, salt: Uint8Array): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, 32, cost, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
