import { command } from '../../frame/command.ts'

export const showCommand = command({
  path: ['workspace', 'show'],
  summary: 'Shows the workspace of this device.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const { session } = await context.unlocked()
    const { state } = session.membership()
    const { memberId } = session.unlocked()
    const me = state.members.get(memberId)
    const owner = state.members.get(state.ownerId)
    return {
      json: {
        workspaceId: state.workspaceId,
        name: state.name,
        members: state.members.size,
        ownerId: state.ownerId,
        memberId,
        role: me?.role ?? null,
        chainSequence: state.head.sequence,
      },
      text: (page) =>
        page.fields([
          ['Workspace', state.name],
          ['Owner', owner?.name],
          ['Members', String(state.members.size)],
          ['You are', me === undefined ? 'waiting to be admitted' : `${me.name}, ${me.role}`],
          ['ID', state.workspaceId],
        ]),
    }
  },
})
