const KEPT = 'Nothing is lost: what you have in Keyward is as it was.'
const NOTHING_MADE = 'No passkey was made, and nothing is lost.'

/** Why a request ends without an answer: what happened, that nothing is lost, and what to do next. */
export const endings = {
  openSettings: 'Open settings',
  openKeyward: 'Open Keyward',
  'autofill-off': {
    title: 'Allow AutoFill',
    text: 'The phone does not let Keyward answer. Nothing is lost: allow it, then ask the app again.',
  },
  steps: {
    ios: [
      'Open Settings, then General, then AutoFill & Passwords.',
      'Turn on AutoFill Passwords and Passkeys.',
      'Turn on Keyward under “AutoFill From”.',
    ],
    android: [
      'Open Settings, then Passwords, passkeys & accounts.',
      'Turn on Keyward, under “Additional services” or as the preferred service.',
      'Android may list Keyward under “More options” until you have used it once.',
    ],
  },
  'too-old': {
    title: 'This phone is too old for passkeys in Keyward',
    text: 'Passkey managers need iOS 17 or Android 14, or later. Nothing is lost: update the phone, or use another device.',
  },
  role: {
    title: 'Your role does not allow this',
    text: `Login-Only members and Guests sign in with passkeys that are shared with them, and make none. ${NOTHING_MADE} Ask an administrator of your workspace for another role.`,
  },
  'mobile-only': {
    title: 'Passkeys are made in the phone app only',
    text: `Your workspace has decided so. ${NOTHING_MADE} Open the app on your phone, and make the passkey there.`,
  },
  'no-passkey': {
    title: 'No passkey for this app',
    text: `None of the passkeys that you may use is for it. ${KEPT} Sign in another way, then add a passkey in the settings of the app; or ask the Owner of the account to share it with you.`,
  },
  'no-algorithm': {
    title: 'This app asks for a kind of passkey that Keyward can’t make',
    text: `${NOTHING_MADE} Use another way to sign in, and report the app in Keyward.`,
  },
  'bad-request': {
    title: 'The app’s request can’t be right',
    text: `Keyward could not read it, so it gave no answer. ${KEPT} Try again in the app; if it happens again, report the app in Keyward.`,
  },
  'wrong-site': {
    title: 'The app asks for another site’s passkey',
    text: `It got nothing. ${KEPT} If you came here by a link, close it: this is how sites pretend to be others.`,
  },
  'not-believed': {
    title: 'The app got no passkey',
    text: (reason: string) => `${reason} ${KEPT} If you trust the app, ask it again and allow it.`,
  },
  nobody: {
    title: 'Nobody is signed in to Keyward',
    text: 'Open Keyward on this phone and sign in, or join your workspace. Then ask the app again. Nothing was made.',
  },
  'not-admitted': {
    title: 'You wait to be admitted',
    text: 'An administrator of the workspace has to let you in first. Nothing is lost: ask the app again afterwards.',
  },
  removed: {
    title: 'This phone was removed from the workspace',
    text: 'What Keyward kept here has been erased. Ask an administrator if that was not meant.',
  },
  locked: {
    title: 'Keyward locked itself',
    text: `It was not used for a while. ${KEPT} Ask the app again.`,
  },
  'server-lied': {
    title: 'The server shows a history that can’t be right',
    text: 'Keyward stopped before anything was shared or made. What you have on this phone is kept. Tell the Owner of your workspace before you go on.',
  },
  'shared-waiting': {
    title: 'Waiting for an Owner’s device',
    text: `This passkey is shared with you without its key, and your sign-ins are not prepared yet. ${KEPT} They are, as soon as an Owner of the account opens Keyward. Then ask the app again.`,
  },
  'shared-offline': {
    title: 'This passkey needs the server',
    text: `It is shared with you without its key, so each sign-in goes by the server, which can’t be reached. ${KEPT} Check the connection, then ask the app again.`,
  },
  'shared-limit': {
    title: 'You can’t sign in with this now',
    text: (limit: string) => `${limit} ${KEPT} Ask an Owner of the account.`,
  },
  limits: {
    'limit.sign-ins': 'All the sign-ins that you were given are used.',
    'limit.expired': 'The account was shared with you for a time that is over.',
    'limit.hours': 'It is shared with you at certain hours, and this is not one of them.',
    'limit.user-verification': 'You have to be verified for each sign-in, and were not.',
    'limit.reason': 'Each sign-in needs a reason, and this one had none.',
    'limit.approval': 'An Owner has to approve each sign-in, and this one was not approved.',
    rate_limited: 'There were too many sign-ins in a short time. Wait a minute.',
    other: 'The server refused it: your access may have been changed or revoked.',
  },
  'shared-declined': {
    title: 'An Owner declined this sign-in',
    text: `The app got nothing. ${KEPT} Ask an Owner of the account why, then try again in the app.`,
  },
  'shared-expired': {
    title: 'No Owner approved in time',
    text: `A request is open for two minutes. ${KEPT} Tell an Owner of the account that you are signing in, then try again in the app.`,
  },
  'shared-failed': {
    title: 'The sign-in did not fit together',
    text: `The server’s part of it was wrong, so the app got nothing. ${KEPT} Try again in the app; if it happens again, tell an Owner of the account.`,
  },
  damaged: {
    title: 'What this phone keeps is damaged',
    text: 'Nothing was made. The server has what was synchronised: open Keyward, sign out here and sign in again.',
  },
  full: {
    title: 'This phone has no space left',
    text: `${NOTHING_MADE} Make room, then ask the app again.`,
  },
  newer: {
    title: 'A newer Keyward has been used here',
    text: `${KEPT} Close Keyward and open it again to get the newest version.`,
  },
  'not-owner': {
    title: 'This account is not yours to change',
    text: `Only an Owner of an account adds passkeys to it. ${NOTHING_MADE} Ask again, and choose another account.`,
  },
  'not-saved': {
    title: 'The passkey could not be saved',
    text: 'The app got none, and nothing half-made stays behind. Try again in the app.',
  },
  'not-signed': {
    title: 'The passkey could not sign',
    text: `The app got no answer. ${KEPT} Try again in the app.`,
  },
  'not-loaded': {
    title: 'Keyward could not load',
    text: `A part of it did not arrive. ${KEPT} Check the connection, then ask the app again.`,
  },
  'phone-lost': {
    title: 'The phone does not answer',
    text: `${KEPT} Close this sheet, then ask the app again.`,
  },
  undelivered: {
    title: 'The passkey is saved, and the app may not have it',
    text: 'It stopped waiting for the answer. Nothing is lost: Keyward keeps the passkey and marks it, and you decide there whether it stays.',
  },
  'sign-in-undelivered': {
    title: 'The app stopped waiting',
    text: `You may not be signed in. ${KEPT} Try again in the app.`,
  },
  idle: {
    title: 'No app asks for anything',
    text: `This is where Keyward answers apps that ask for a passkey. ${KEPT} Close this, and start in the app.`,
  },
  alone: {
    title: 'This page belongs to your phone',
    text: `The phone opens it when an app asks for a passkey. ${KEPT}`,
  },
  unknown: {
    title: 'That did not work',
    text: `The app got no passkey. ${KEPT} Try again in the app; if it happens again, report it to your administrator.`,
  },
} as const
