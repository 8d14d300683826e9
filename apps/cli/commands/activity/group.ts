import type { Command } from '../../frame/command.ts'
import { exportCommand } from './export.ts'
import { listCommand } from './list.ts'
import { verifyCommand } from './verify.ts'
import { webhookCommand } from './webhook.ts'

export const activityCommands: readonly Command[] = [
  listCommand,
  exportCommand,
  verifyCommand,
  webhookCommand,
]
