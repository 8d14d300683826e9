import type { Command } from '../../frame/command.ts'
import { addCommand } from './add.ts'
import { createCommand } from './create.ts'
import { listCommand } from './list.ts'
import { removeCommand } from './remove.ts'
import { removeMemberCommand } from './remove-member.ts'
import { renameCommand } from './rename.ts'
import { showCommand } from './show.ts'

export const teamCommands: readonly Command[] = [
  listCommand,
  showCommand,
  createCommand,
  renameCommand,
  addCommand,
  removeMemberCommand,
  removeCommand,
]
