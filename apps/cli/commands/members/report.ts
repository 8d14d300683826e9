import { memberReport } from '@keyward/keyholder/commands'
import { CliError } from '../../error.ts'
import { command } from '../../frame/command.ts'
import { findFormerMember, findMember } from './find.ts'
import { seenText } from './seen-text.ts'

export const reportCommand = command({
  path: ['members', 'report'],
  summary: 'Lists what a member, present or former, has had the keys of.',
  needs: 'unlocked',
  operands: [{ name: 'MEMBER', help: 'a name or id' }],
  options: {},
  async run(context, { operands: [text = ''] }) {
    const desk = await (await context.unlocked()).desk()
    const { memberId, name } = find(desk.workspace, text)
    const seen = await memberReport(desk, memberId)
    return { json: { memberId, name, seen }, text: (page) => seenText(page, name, seen) }
  },
})

/** Former members first: it is them whom the report is about most often. */
function find(
  workspace: Parameters<typeof findFormerMember>[0] & Parameters<typeof findMember>[0],
  text: string,
) {
  try {
    return findFormerMember(workspace, text)
  } catch (error) {
    if (error instanceof CliError && error.rule === 'cli.not-found')
      return findMember(workspace, text)
    throw error
  }
}
