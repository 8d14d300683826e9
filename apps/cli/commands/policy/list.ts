import { may, type PolicyName, REFUSALS } from '@keyward/workspace/rules'
import { command } from '../../frame/command.ts'
import { MEANINGS } from './meanings.ts'
import { refusedBy } from '../refused-by.ts'

export const listCommand = command({
  path: ['policy', 'list'],
  summary: 'Shows the policies of the workspace.',
  needs: 'unlocked',
  options: {},
  async run(context) {
    const { workspace, identity } = await (await context.unlocked()).desk()
    const me = workspace.members.get(identity.memberId)
    const decision = me === undefined ? undefined : may(me, 'policy.read', {})
    if (decision?.allowed === false) throw refusedBy(decision.rule, REFUSALS[decision.rule])
    const { policies } = workspace
    const names = Object.keys(MEANINGS) as PolicyName[]
    return {
      json: { policies },
      text: (page) =>
        page.table(
          [{ head: 'POLICY' }, { head: 'VALUE' }, { head: 'MEANING', mayBeCut: true }],
          names.map((name) => [name, String(policies[name]), MEANINGS[name]]),
          'No policies.',
        ),
    }
  },
})
