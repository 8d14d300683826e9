export const help = {
  title: 'Help',
  /** Rows of the settings that lead elsewhere. */
  places: {
    members: { title: 'Members', row: 'People of the workspace, and invitations' },
    directory: { title: 'Apps with passkeys', row: 'Which apps support passkeys, and where' },
    help: { title: 'Help', row: 'How things work, with pictures' },
  },
  back: 'Help',
  ask: 'Ask a question',
  askClear: 'Clear the question',
  offline: {
    title: 'Help can’t be reached now',
    text: 'The pages come from your server. Nothing of yours is lost: try again when the connection is back.',
  },
  missing: {
    title: 'There is no such page',
    text: 'The help of this server does not have it. Look through its pages, or ask.',
    action: 'All pages',
  },
} as const
