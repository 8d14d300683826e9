import type { Command } from '../../frame/command.ts'
import { admitCommand } from './admit.ts'
import { createCommand } from './create.ts'
import { loginCommand } from './login.ts'
import { signInCommand } from './sign-in.ts'

export const agentCommands: readonly Command[] = [
  createCommand,
  admitCommand,
  loginCommand,
  signInCommand,
]
