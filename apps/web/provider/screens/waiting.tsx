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
      <Working words={words} />
    )
  // Before the phone has said who asks for what.
  if (app === '')
    return (
      <SheetFrame isStill title={text.name}>
        {stage.what === 'starting' ? <Starting words={words} /> : said}
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

function Working({ words }: { readonly words: string }) {
  return (
    <p className="flex items-center gap-3 text-body text-soft">
      <Spinner />
      {words}
    </p>
  )
}

/** What the page comes with. It has to stand for itself where no script ever arrives. */
function Starting({ words }: { readonly words: string }) {
  return (
    <div className="grid [&>*]:col-start-1 [&>*]:row-start-1">
      <div className="animate-go">
        <Working words={words} />
      </div>
      <output className="block animate-come text-body text-soft">{text.notStarted}</output>
    </div>
  )
}
