import type { Command } from '../../frame/command.ts'
import { approveCommand, declineCommand } from './answer.ts'
import { listCommand } from './list.ts'
import { windowCommand } from './window.ts'

export const approvalCommands: readonly Command[] = [
  listCommand,
  approveCommand,
  declineCommand,
  windowCommand,
]
