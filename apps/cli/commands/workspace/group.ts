import type { Command } from '../../frame/command.ts'
import { createCommand } from './create.ts'
import { showCommand } from './show.ts'

export const workspaceCommands: readonly Command[] = [createCommand, showCommand]
