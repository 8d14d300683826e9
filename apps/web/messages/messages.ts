import { accountForm } from './en/account-form.ts'
import { accounts } from './en/accounts.ts'
import { activity } from './en/activity.ts'
import { app } from './en/app.ts'
import { approvals } from './en/approvals.ts'
import { collections } from './en/collections.ts'
import { directory } from './en/directory.ts'
import { firstRun } from './en/first-run.ts'
import { help } from './en/help.ts'
import { members } from './en/members.ts'
import { problems } from './en/problems.ts'
import { recovery } from './en/recovery.ts'
import { settings } from './en/settings.ts'
import { setUp } from './en/set-up.ts'
import { sharing } from './en/sharing.ts'
import { unlock } from './en/unlock.ts'

/** Every text of the app. The provider's sheets have a catalogue of their own, so that they load fast. */
export const messages = {
  accountForm,
  accounts,
  activity,
  app,
  approvals,
  collections,
  directory,
  firstRun,
  help,
  members,
  problems,
  recovery,
  settings,
  setUp,
  sharing,
  unlock,
} as const
