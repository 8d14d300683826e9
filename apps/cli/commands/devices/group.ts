import type { Command } from '../../frame/command.ts'
import { approveCommand } from './approve.ts'
import { listCommand } from './list.ts'
import { removeCommand } from './remove.ts'

export const deviceCommands: readonly Command[] = [listCommand, approveCommand, removeCommand]
