import type { Command } from '../../frame/command.ts'
import { addCommand } from './add.ts'
import { createCommand } from './create.ts'
import { listCommand } from './list.ts'
import { removeCommand } from './remove.ts'
import { removeAccountCommand } from './remove-account.ts'
import { renameCommand } from './rename.ts'
import { shareCommand } from './share.ts'
import { showCommand } from './show.ts'
import { unshareCommand } from './unshare.ts'

export const collectionCommands: readonly Command[] = [
  listCommand,
  showCommand,
  createCommand,
  renameCommand,
  addCommand,
  removeAccountCommand,
  shareCommand,
  unshareCommand,
  removeCommand,
]
