import type { Command } from '../../frame/command.ts'
import { createCommand } from './create.ts'
import { deleteCommand } from './delete.ts'
import { editCommand } from './edit.ts'
import { historyCommand } from './history.ts'
import { limitsCommand } from './limits.ts'
import { listCommand } from './list.ts'
import { restoreCommand } from './restore.ts'
import { shareCommand } from './share.ts'
import { sharingCommand } from './sharing.ts'
import { showCommand } from './show.ts'
import { unshareCommand } from './unshare.ts'

export const accountCommands: readonly Command[] = [
  listCommand,
  showCommand,
  createCommand,
  editCommand,
  deleteCommand,
  restoreCommand,
  historyCommand,
  shareCommand,
  unshareCommand,
  limitsCommand,
  sharingCommand,
]
