import type { Command } from '../../frame/command.ts'
import { searchCommand } from './search.ts'

export const directoryCommands: readonly Command[] = [searchCommand]
