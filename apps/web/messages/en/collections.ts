const people = (count: number): string => (count === 1 ? '1 person' : `${count} people`)
const accounts = (count: number): string => (count === 1 ? '1 account' : `${count} accounts`)

/** Sets of accounts that are shared at once. */
export const collections = {
  title: 'Collections',
  count: (count: number) => (count === 1 ? '1 collection' : `${count} collections`),
  loading: 'Loading collections',
  back: 'Accounts',
  add: 'New collection',
  about: (accountCount: number, peopleCount: number) =>
    `${accounts(accountCount)} · ${people(peopleCount)}`,
  shared: 'Shared with you',
  empty: {
    title: 'A collection shares several accounts at once.',
    text: 'Put accounts in, and choose people and teams. They sign in with all of them, and with what comes in later.',
    textOther: 'When somebody shares a collection with you, it stands here.',
  },
  unknown: {
    title: 'This collection is not here any more',
    text: 'It was deleted, or is no longer shared with you.',
    action: 'All collections',
  },

  form: {
    title: 'New collection',
    name: 'Name of the collection',
    nameText: 'As people know it: “Front desk”, “Suppliers”.',
    nameMissing: 'Give the collection a name.',
    create: 'Make collection',
    created: (name: string) => `${name} is made.`,
    rename: 'Rename',
    renameTitle: 'Rename the collection',
    save: 'Save',
    saved: (name: string) => `The collection is called ${name} now.`,
  },

  page: {
    more: 'More about this collection',
    accounts: 'Accounts',
    noAccounts: 'No account is in this collection yet.',
    addAccounts: 'Add accounts',
    addShort: 'Add',
    takeOut: (app: string) => `Take ${app} out`,
    open: (app: string, username: string) => (username === '' ? app : `${app}, ${username}`),
    waiting: (count: number) =>
      count === 1
        ? '1 account waits for a device of its Owner'
        : `${count} accounts wait for a device of their Owner`,
    waitingText:
      'What changed takes effect there when a device of an Owner of the account is unlocked and online.',
    people: 'People',
    peopleList: 'People who have this collection',
    share: 'Share',
    alone: 'Only you have this collection.',
    ask: (names: string) => `Is something missing? Ask ${names}.`,
  },

  put: {
    title: (name: string) => `Add to ${name}`,
    which: 'Accounts to add',
    search: 'Search your accounts',
    nothing: (query: string) => `No account of yours fits “${query}”.`,
    none: 'Every account that you own is in this collection.',
    owned: 'You can add the accounts that you own.',
    more: (count: number) =>
      count === 1 ? '1 more account: search for it.' : `${count} more accounts: search for them.`,
    effect: (name: string, app: string) => `Everyone in ${name} can sign in with ${app}.`,
    effectMany: (name: string, count: number) =>
      `Everyone in ${name} can sign in with these ${accounts(count)}.`,
    submit: (count: number) => (count === 0 ? 'Add' : `Add ${accounts(count)}`),
    done: (name: string, count: number) => `${accounts(count)} added to ${name}.`,
  },
  out: {
    title: (app: string, name: string) => `Take ${app} out of ${name}?`,
    lose: (names: string) =>
      `${names} can no longer sign in with it, unless they have it in another way.`,
    nobody: 'Nobody has the account by this collection, so nobody loses it.',
    effect: [
      'It takes effect at once: the next sign-in is refused, on every device.',
      'A session that is open at the app goes on until the app ends it.',
    ],
    offline: 'This device is offline: it takes effect when the server can be reached again.',
    submit: 'Take out',
    done: (app: string, name: string) => `${app} is no longer in ${name}.`,
  },
  remove: {
    action: 'Delete collection',
    title: (name: string) => `Delete ${name}?`,
    stay: 'The accounts in it stay with their Owners.',
    lose: (names: string) =>
      `${names} can no longer sign in with what they have by this collection alone.`,
    open: 'A session that is open at an app goes on until the app ends it.',
    later: 'Accounts of other Owners follow when their devices are online.',
    undo: 'It can’t be undone.',
    submit: 'Delete collection',
    done: (name: string) => `${name} is deleted. The accounts stay.`,
  },
  others: (names: string, count: number) =>
    count === 1 ? `${names} and 1 more` : `${names} and ${count} more`,

  sharing: {
    noneLeft: 'Everybody who could be given this collection has it already.',
    teamLater:
      'Whoever joins the team later gets the collection too, and whoever leaves it loses it, as soon as a device of an Owner is online.',
    counting: 'Limits count for each account on its own.',
    means: {
      owner: {
        short: 'Changes the collection, and shares it on',
        will: [
          'Signs in with the accounts in it',
          'Puts in accounts that they own',
          'Says who else signs in with all of them',
        ],
        wont: ['Never holds the key of an account that they do not own'],
      },
      manager: {
        short: 'Signs in, and may ask to share accounts',
        will: ['Signs in with the accounts in it', 'Asks their Owners to share them with others'],
        wont: ['Never holds a key', 'Sees no password, code or note', 'Changes nothing'],
      },
      collaborator: {
        short: 'Signs in, and nothing else',
        will: ['Signs in with the accounts in it'],
        wont: [
          'Never holds a key',
          'Sees no password, code or note',
          'Changes nothing, and shares nothing',
        ],
      },
    },
    byTeamText: (team: string) =>
      `Has the collection by ${team}. What you save here counts for this person instead.`,
    revoke: 'Revoke access',
    end: {
      title: (name: string) => `Revoke access of ${name}?`,
      person: (name: string) =>
        `${name} can no longer sign in with what they have by this collection alone.`,
      team: 'Everybody in the team loses what they have by this collection alone.',
      inTeam: 'They stay in their team. Sharing with the team again gives it to them anew.',
      done: (name: string) => `${name} no longer has this collection.`,
    },
  },

  /** On the page of an account. */
  ofAccount: {
    badge: 'Collection',
    byCollection: 'By collection',
    unnamed: 'a collection',
    notShared: 'A collection that is not shared with you',
    effectUnnamed: (app: string) => `Everyone in it can sign in with ${app}.`,
    effect: (name: string, app: string) => `Everyone in ${name} can sign in with ${app}.`,
    terms: 'As what and within which limits, the collection says.',
    submit: (name: string) => `Put into ${name}`,
    submitMany: (count: number) => `Put into ${count} collections`,
    done: (name: string) => `Put into ${name}.`,
    doneMany: (count: number) => `Put into ${count} collections.`,
    doneMixed: 'Shared, and put into collections.',
    title: (name: string, app: string) => `${name} and ${app}`,
    open: 'Open the collection',
    takeOut: 'Take out of the collection',
    stays: 'They keep the collection, without this account.',
  },

  /** In the list of accounts. */
  filter: {
    none: 'Collection',
    label: (name: string) => `Collection: ${name}`,
    all: 'All collections',
    nothing: 'None of the accounts that you have is in this collection.',
  },
} as const
