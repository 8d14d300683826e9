import { SheetFrame, Spinner } from '@keyward/ui/sheet'
import { provider as text } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'
import { useSheet } from '../use-sheet.ts'

/** The sheet's frame while the person is verified, and while Keyward works. */
export function WaitingScreen({ stage }: { readonly stage: StageOf<'waiting'> }) {
  const { about, biometricName } = useSheet()
  const { kind, app } = about
  const isCreate = kind === 'create'
  const { verifying, ...others } = text.waiting
  const words = stage.what === 'verifying' ? verifying(biometricName) : others[stage.what]
  const said =
    stage.what === 'gone' ? (
      <p className="text-body text-soft">{words}</p>
    ) : (
      <p className="flex items-center gap-3 text-body text-soft">
        <Spinner />
        {words}
      </p>
    )
  // Before the phone has said who asks for what.
  if (app === '')
    return (
      <SheetFrame isStill title={text.name}>
        {said}
      </SheetFrame>
    )
  return (
    <SheetFrame
      isStill
      title={isCreate ? text.create : text.signIn}
      asker={<AskedBy />}
      line={isCreate ? text.lines.create(app) : text.lines.signIn(app)}
      quiet={<Cancel />}
    >
      {said}
    </SheetFrame>
  )
}
