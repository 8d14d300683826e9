/** Phones that are simulated in one browser see nothing of each other. */
function noteName(device: string | undefined): string {
  return device === undefined ? 'keyward.turn-on' : `keyward.turn-on.${device}`
}

/** Asks Keyward's app to open on Biometrics Login when it is opened next. */
export function leaveNote(
  device: string | undefined,
  storage: Pick<Storage, 'setItem'> = localStorage,
): void {
  storage.setItem(noteName(device), 'yes')
}

/** Whether such a note was left; it is gone then. For the app, once somebody is unlocked. */
export function takeNote(
  device: string | undefined,
  storage: Pick<Storage, 'getItem' | 'removeItem'> = localStorage,
): boolean {
  const isLeft = storage.getItem(noteName(device)) !== null
  if (isLeft) storage.removeItem(noteName(device))
  return isLeft
}
