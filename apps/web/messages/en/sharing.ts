const signIns = (count: number): string => (count === 1 ? '1 sign-in' : `${count} sign-ins`)
const teams = (count: number): string => (count === 1 ? '1 team' : `${count} teams`)
const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)

/** Who has an account, what they may do with it, and what can't be promised. */
export const sharing = {
  title: 'People',
  list: 'People who have this account',
  me: 'You',
  loading: 'Loading people',
  agent: 'Agent',
  operator: 'Runs the server',
  operatorText: (name: string) =>
    `${name} runs your Keyward server. Who signs in with an account and runs its server could take the key.`,
  roles: { owner: 'Owner', manager: 'Manager', collaborator: 'Signs in only' },

  share: 'Share',
  shareTitle: (app: string) => `Share ${app}`,
  who: 'Who',
  search: 'Search people',
  clear: 'Clear the search',
  noneLeft: 'Everybody who could be given this account has it already.',
  nobody: (query: string) => `Nobody fits “${query}”.`,
  teamOf: (count: number) => `Team of ${people(count)}`,
  teamLater:
    'Whoever joins the team later gets the account too, and whoever leaves it loses it, as soon as a device of an Owner is online.',
  teamGuests: 'Login-Only members and Guests in a team can only sign in.',
  role: 'What they may do',
  onlyOwner: 'For now this account can only be shared with further Owners.',
  guests: 'Login-Only members and Guests can only sign in.',
  submit: (name: string) => `Share with ${name}`,
  submitMany: (count: number) => `Share with ${people(count)}`,
  submitAll: (teamCount: number, count: number) =>
    `Share with ${[teams(teamCount), ...(count === 0 ? [] : [people(count)])].join(' and ')}`,
  submitNobody: 'Share',
  shared: (name: string) => `Shared with ${name}.`,
  sharedMany: (count: number) => `Shared with ${people(count)}.`,
  sharedAll: (teamCount: number, count: number) =>
    `Shared with ${[teams(teamCount), ...(count === 0 ? [] : [people(count)])].join(' and ')}.`,

  means: {
    owner: {
      short: 'Holds the key, and shares it on',
      will: [
        'Signs in, also without a network',
        'Sees passwords, codes and notes',
        'Changes the account and shares it on',
      ],
      wont: [],
    },
    manager: {
      short: 'Signs in, and may ask to share it',
      will: ['Signs in with the passkeys of this account', 'Asks you to share it with others'],
      wont: ['Never holds the key', 'Sees no password, code or note', 'Changes nothing'],
    },
    collaborator: {
      short: 'Signs in, and nothing else',
      will: ['Signs in with the passkeys of this account'],
      wont: [
        'Never holds the key',
        'Sees no password, code or note',
        'Changes nothing, and shares nothing',
      ],
    },
    willLabel: 'What they can do',
    wontLabel: 'What they can’t do',
  },
  openly: {
    help: 'How sharing works',
    title: 'What can’t be promised',
    owner: [
      'An Owner has the key. What they have seen or copied stays with them when you end the sharing.',
    ],
    withoutKey: [
      'When you revoke access, a session that is open at the app goes on until the app ends it.',
      'While signed in, they may be able to add a passkey of their own at the app.',
      'That they verified themselves, and the reason, is what their device says.',
      'Whoever signs in and also runs your Keyward server could take the key.',
    ],
  },

  without: {
    none: 'There is nothing to sign in with yet',
    noneText:
      'Without the key, people sign in by passkey alone, and this account has none. They can once it has one.',
    some: (count: number) =>
      count === 1 ? '1 passkey is left out' : `${count} passkeys are left out`,
    counter:
      'The app counts how often it is used, so only whoever holds the key can use it. Create a new passkey at the app to share it.',
    noKey: 'Its key is not kept in Keyward.',
  },

  limits: {
    title: 'Limits',
    none: 'No limits',
    set: (count: number) => (count === 1 ? '1 limit' : `${count} limits`),
    more: (count: number) => (count === 1 ? '1 more limit' : `${count} more limits`),
    titleWith: (summary: string) => `Limits: ${summary.toLowerCase()}`,
    signIns: 'Number of sign-ins',
    signInsText: 'Left empty: as many as they like.',
    signInsWrong: 'Give a number from 1 to 100,000, or leave it empty.',
    end: 'Until',
    ends: {
      never: 'No end',
      day: 'For 1 day',
      week: 'For 7 days',
      month: 'For 30 days',
      date: 'Until a date',
    },
    date: 'Date and time',
    dateText: 'In the time of this device.',
    dateWrong: 'Choose a time that is still to come.',
    hours: 'Only at certain hours',
    hoursText: 'On the days and between the times that you choose.',
    days: 'Days',
    daysWrong: 'Choose at least one day.',
    from: 'From',
    to: 'To',
    timesWrong: 'The end has to be later than the beginning. 00:00 stands for midnight.',
    zone: 'Time zone',
    userVerification: 'Verify each time',
    userVerificationText: 'By face, fingerprint or the code of their device.',
    reason: 'Ask for a reason',
    reasonText: 'They write it for each sign-in. It stands in the activity.',
    approval: 'Ask an Owner each time',
    approvalText: 'An Owner approves each sign-in on their own device, within two minutes.',
    counting: 'Sign-ins are counted from the beginning when you save.',
  },
  says: {
    signIns: (count: number) => `At most ${signIns(count)}`,
    signInsLeft: (left: number, count: number) => `${left} of ${signIns(count)} left`,
    until: (when: string) => `Until ${when}`,
    ended: (when: string) => `Ended ${when}`,
    hours: (days: string, times: string, zone: string) => `${days}, ${times} (${zone})`,
    everyDay: 'Every day',
    wholeDay: 'at any time',
    times: (from: string, to: string) => `${from}–${to}`,
    userVerification: 'Verified each time',
    reason: 'A reason for each sign-in',
    approval: 'An Owner approves each sign-in',
  },
  days: [
    { name: 'Monday', short: 'Mon' },
    { name: 'Tuesday', short: 'Tue' },
    { name: 'Wednesday', short: 'Wed' },
    { name: 'Thursday', short: 'Thu' },
    { name: 'Friday', short: 'Fri' },
    { name: 'Saturday', short: 'Sat' },
    { name: 'Sunday', short: 'Sun' },
  ],
  dayRange: (first: string, last: string) => `${first} to ${last}`,
  and: (others: string, last: string) => `${others} and ${last}`,

  ready: {
    left: (count: number) => `${signIns(count)} ready`,
    ready: 'Ready to sign in',
    low: (count: number) => (count === 0 ? 'No sign-ins ready' : `Only ${signIns(count)} ready`),
    lowText: 'More are made when an Owner’s device is online.',
    over: 'Can’t sign in any more',
    waiting: 'Waiting for an Owner’s device',
    waitingText: 'It becomes ready as soon as a device of an Owner is unlocked and online.',
    ownWaitingText:
      'You can sign in as soon as a device of an Owner has been unlocked and online once.',
    noDevice: 'Waiting for their device',
    noDeviceText: 'It becomes ready after they have opened Keyward once.',
    used: (count: number) => `${signIns(count)} since the limits were set`,
  },

  person: {
    title: (name: string, app: string) => `${name} and ${app}`,
    role: 'Role',
    limits: 'Limits',
    use: 'Sign-ins',
    edit: 'Change role or limits',
    save: 'Save',
    saved: (name: string) => `Saved. It counts for the next sign-in of ${name}.`,
    revoke: 'Revoke access',
    offline: 'Limits and sign-ins are seen when the server can be reached.',
    seen: 'Has seen the key',
    seenTitle: (name: string) => `${name} was an Owner, and has seen the key`,
    seenText:
      'To take the key back, sign in to the app and create a new passkey for this account there. Then delete the old one, here and at the app.',
  },
  end: {
    title: (name: string) => `Revoke access of ${name}?`,
    withoutKey: [
      'It takes effect at once: the next sign-in is refused, on every device.',
      'It can’t be undone. Sharing again begins anew.',
      'A session that is open at the app goes on until the app ends it.',
    ],
    owner: [
      'The account gets new keys with the next sync, and this person no longer sees it.',
      'What they have seen or copied stays with them: change the password, and renew passkeys at the app if you no longer trust them.',
    ],
    offline: 'This device is offline: it takes effect when the server can be reached again.',
    submit: 'Revoke access',
    done: (name: string) => `${name} no longer has this account.`,
  },

  team: {
    badge: 'Team',
    byTeam: 'By team',
    by: (name: string) => `by ${name}`,
    saved: (name: string) => `Saved. It counts for the next sign-ins of ${name}.`,
    revoke: 'Revoke access of the team',
    endTitle: (name: string) => `Revoke access of ${name}?`,
    endText: [
      'Everybody in the team loses this account, unless they have it by another team or in their own right.',
      'It takes effect at once: the next sign-in is refused, on every device.',
      'A session that is open at the app goes on until the app ends it.',
    ],
    ended: (name: string) => `${name} no longer has this account.`,
    stays: 'They stay in their team. Sharing with the team again gives it to them anew.',
  },

  own: {
    title: 'Shared with you',
    collaborator: 'You sign in with this account and never hold its key.',
    manager: 'You sign in with this account, never hold its key, and may ask to share it.',
    ask: (names: string) => `Is something missing? Ask ${names}.`,
    askNobody: 'This account has no Owner now. Ask an administrator of your workspace.',
  },

  request: {
    action: 'Ask to share',
    title: (app: string) => `Ask to share ${app}`,
    text: 'The Owners of this account see your request and decide.',
    note: 'Why',
    noteText: 'What the Owners should know. Only they can read it.',
    submit: (name: string) => `Ask for ${name}`,
    submitNobody: 'Ask',
    sent: 'The Owners of this account were asked.',
    list: 'Requests to share this account',
    says: (who: string, member: string) => `${who} asks you to share this account with ${member}`,
    share: 'Share',
    decline: 'Decline',
    declined: 'The request is declined.',
  },

  window: {
    title: 'Sign-ins without asking',
    text: (name: string) => `For a while, ${name} need not be approved.`,
    hours: (count: number) => (count === 1 ? '1 hour' : `${count} hours`),
    until: (when: string) => `Not asked until ${when}`,
    open: (name: string) => `Let ${name} sign in without asking`,
    opened: (name: string, when: string) => `${name} signs in without asking until ${when}.`,
    close: 'Ask again each time',
    closed: (name: string) => `Each sign-in of ${name} is asked again.`,
  },
} as const
