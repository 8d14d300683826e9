import type { Command } from '../../frame/command.ts'
import { admitCommand } from './admit.ts'
import { invitationsCommand } from './invitations.ts'
import { inviteCommand } from './invite.ts'
import { joinCommand } from './join.ts'
import { listCommand } from './list.ts'
import { removeCommand } from './remove.ts'
import { reportCommand } from './report.ts'
import { revokeCommand } from './revoke.ts'
import { roleCommand } from './role.ts'

export const memberCommands: readonly Command[] = [
  listCommand,
  inviteCommand,
  invitationsCommand,
  joinCommand,
  admitCommand,
  revokeCommand,
  roleCommand,
  removeCommand,
  reportCommand,
]
