const KEPT = 'Nothing is lost: what you have in Keyward is as it was.'

/** The texts of the prompt in a browser, beside those that it has in common with a phone's sheets. */
export const prompt = {
  otherDevice: 'Use another device',
  from: (host: string) => `Asked by ${host}`,
  fromInside: (host: string, top: string) => `Asked by ${host}, shown inside ${top}`,
  inside: (top: string) => `Shown inside ${top}`,
  unconfirmedText:
    'It was made on this computer, but the site may not have received it. If the site does not know it, nothing is lost: sign in another way, and delete it in Keyward.',

  unlock: {
    title: 'Unlock Keyward',
    line: (site: string) => `To answer ${site}. Nothing of yours is shown before.`,
    confirm: 'Confirm it’s you',
    confirmLine: (site: string) => `${site} asks that you are verified.`,
    byPassphrase: { unlock: 'Unlock', confirm: 'Confirm' },
    byPasskey: { unlock: 'Unlock with Biometrics Login', confirm: 'Use Biometrics Login' },
    pending: { unlock: 'Unlocking', confirm: 'Checking' },
    problems: {
      'wrong-passphrase': {
        title: 'The passphrase is wrong',
        text: 'Nothing is lost. Mind capital letters and spaces.',
      },
      offline: {
        title: 'The server can’t be reached',
        text: 'This browser needs it to unlock. Nothing is lost. Check the connection, and try again.',
      },
      'no-passkey': {
        title: 'Biometrics Login did not open Keyward',
        text: 'It was cancelled, or is not set up in this browser. Nothing is lost. Use your passphrase.',
      },
      ended: {
        title: 'Keyward locked itself meanwhile',
        text: 'Nothing is lost. Close this window, and start again on the page.',
      },
      other: {
        title: 'That did not work',
        text: 'Nothing is lost. Try again; if it happens again, open Keyward in its own window.',
      },
    },
  },

  endings: {
    nobody: {
      title: 'Nobody is signed in to Keyward',
      text: 'Open Keyward in this browser and sign in. Then ask the page again. Nothing was made.',
    },
    removed: {
      title: 'This browser was removed from the workspace',
      text: 'What Keyward kept here has been erased. Ask an administrator if that was not meant.',
    },
    'server-lied': {
      title: 'The server shows a history that can’t be right',
      text: 'Keyward stopped before anything was shared or made. What you have in this browser is kept. Tell the Owner of your workspace before you go on.',
    },
    damaged: {
      title: 'What this browser keeps is damaged',
      text: 'Nothing was made. The server has what was synchronised: open Keyward, sign out here and sign in again.',
    },
    full: {
      title: 'This browser has no space left',
      text: 'No passkey was made, and nothing is lost. Make room, then ask the page again.',
    },
    'phone-lost': {
      title: 'The browser does not answer',
      text: `${KEPT} Close this window, then ask the page again.`,
    },
    'wrong-site': {
      title: 'The page asks for another site’s passkey',
      text: `It got nothing. ${KEPT} If you came here by a link, close it: this is how sites pretend to be others.`,
    },
    idle: {
      title: 'No page asks for anything',
      text: `This is where Keyward answers sites that ask for a passkey. ${KEPT} Close this window, and start on the page.`,
    },
  },
} as const
