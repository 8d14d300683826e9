import type { Command } from '../../frame/command.ts'
import { closeCommand } from './close.ts'
import { contactCommand } from './contact.ts'
import { listCommand } from './list.ts'

export const reportsCommands: readonly Command[] = [listCommand, closeCommand, contactCommand]
