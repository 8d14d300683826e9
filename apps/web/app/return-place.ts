import { paths } from './paths.ts'

let place: string | undefined

/** Keeps where a person was when the app locked, for as long as the page is open. */
export function rememberPlace(path: string): void {
  if (!path.startsWith(paths.unlock)) place = path
}

/** Where to go after unlocking: where the person was when it locked, else the accounts. */
export function placeToReturn(): string {
  return place ?? paths.accounts
}
