import { Refusal } from './errors.ts'
import { checkPassword, hashPassword } from './password.ts'
import type { Perch } from './perch.ts'
import type { User } from './store/users.ts'

const usernamePattern = /^[a-z0-9][a-z0-9._@+-]{1,63}$/
const passwordLengths = { least: 8, most: 256 }

/**
 * Makes an account. Usernames are kept in lower case.
 * @throws {Refusal} `invalid_request` or `username_taken`, with a message for the person
 */
export async function signUp(perch: Perch, username: unknown, password: unknown): Promise<User> {
  const name = typeof username === 'string' ? username.trim().toLowerCase() : ''
  if (!usernamePattern.test(name)) {
    throw new Refusal(
      'invalid_request',
      'A username has 2 to 64 letters, digits or . _ - + @, and starts with a letter or digit.',
    )
  }
  const hash = await hashPassword(parsePassword(password))
  const user = perch.store.users.add(name, hash, perch.now())
  if (!user) {
    throw new Refusal('username_taken', 'This username is taken. Choose another, or sign in.')
  }
  return user
}

/**
 * Finds the user behind a username and password. An unknown username and a wrong password get the
 * same answer after the same work.
 * @throws {Refusal} `wrong_password` or `too_many_attempts`
 */
export async function checkSignIn(
  perch: Perch,
  username: unknown,
  password: unknown,
  address: string,
): Promise<User> {
  const name = typeof username === 'string' ? username.trim().toLowerCase() : ''
  const key = `${name} ${address}`
  refuseWhileClosed(perch, key)
  // Counted before the work, so that attempts made at the same time count too.
  perch.throttle.fail(key)
  const user = perch.store.users.byUsername(name)
  const right = await checkPassword(typeof password === 'string' ? password : '', user?.password)
  if (!user || !right) {
    throw new Refusal(
      'wrong_password',
      'The username and password do not match. Check both and try again.',
    )
  }
  perch.throttle.clear(key)
  return user
}

/** @throws {Refusal} `wrong_password`, `too_many_attempts` or `invalid_request` */
export async function changePassword(
  perch: Perch,
  user: User,
  sent: { current: unknown; next: unknown },
  address: string,
): Promise<void> {
  const next = parsePassword(sent.next)
  await checkSignIn(perch, user.username, sent.current, address).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'wrong_password') throw error
    throw new Refusal('wrong_password', 'The current password is not right. Nothing has changed.')
  })
  perch.store.users.setPassword(user.id, await hashPassword(next))
}

/** @throws {Refusal} `invalid_request` */
export function parseDisplayName(value: unknown): string {
  return parseName(value, 'A display name')
}

/** @throws {Refusal} `invalid_request` */
export function parsePasskeyName(value: unknown): string {
  return parseName(value, 'A passkey’s name')
}

function parseName(value: unknown, what: string): string {
  const name = typeof value === 'string' ? value.trim() : ''
  if (name.length === 0 || name.length > 64) {
    throw new Refusal('invalid_request', `${what} has 1 to 64 characters.`)
  }
  return name
}

function parsePassword(value: unknown): string {
  const password = typeof value === 'string' ? value : ''
  if (password.length < passwordLengths.least || password.length > passwordLengths.most) {
    throw new Refusal('invalid_request', 'A password has 8 to 256 characters.')
  }
  return password
}

function refuseWhileClosed({ throttle }: Perch, key: string): void {
  const seconds = throttle.wait(key)
  if (seconds === 0) return
  throw new Refusal(
    'too_many_attempts',
    `Too many wrong passwords for this username. Wait ${seconds} seconds, or use a passkey.`,
  )
}
