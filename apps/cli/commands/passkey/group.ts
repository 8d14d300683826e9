import type { Command } from '../../frame/command.ts'
import { createCommand } from './create.ts'
import { deleteCommand } from './delete.ts'
import { getCommand } from './get.ts'
import { listCommand } from './list.ts'
import { restoreCommand } from './restore.ts'

export const passkeyCommands: readonly Command[] = [
  createCommand,
  getCommand,
  listCommand,
  deleteCommand,
  restoreCommand,
]
