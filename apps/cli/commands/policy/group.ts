import type { Command } from '../../frame/command.ts'
import { listCommand } from './list.ts'
import { setCommand } from './set.ts'

export const policyCommands: readonly Command[] = [listCommand, setCommand]
