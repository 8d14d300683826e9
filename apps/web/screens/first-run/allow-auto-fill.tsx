import { useEffect } from 'react'
import { Banner, Button } from '@keyward/ui'
import { Problem } from '../../app/parts/problem.tsx'
import { refresh } from '../../app/query-client.ts'
import { useCommand } from '../../app/use-command.ts'
import { useDevice } from '../../app/use-device.ts'
import { useShell } from '../../app/use-shell.ts'
import { messages } from '../../messages/messages.ts'
import { AutoFillPicture } from '../../app/parts/auto-fill-picture.tsx'

const LOOK_EVERY = 2000

/** How to allow AutoFill on this phone, and the way to its settings. Notices when it is on. */
export function AllowAutoFill({ onDone }: { readonly onDone: () => void }) {
  const text = messages.setUp.autoFill
  const shell = useShell()
  const { autoFill, platform = 'ios' } = useDevice()
  const open = useCommand(async () => {
    await shell?.port.call('provider.openSettings', {})
  })
  useLooking(autoFill === 'off')
  if (autoFill === 'too-old')
    return (
      <>
        <Banner
          tone="warn"
          title={text.tooOld(messages.setUp.platforms[platform], shell?.info.osVersion ?? '')}
        />
        <Finish onDone={onDone} />
      </>
    )
  if (autoFill === 'on')
    return (
      <>
        <Banner tone="ok" title={text.on} />
        <Finish onDone={onDone} />
      </>
    )
  return (
    <>
      <AutoFillPicture platform={platform} />
      <ol className="flex list-decimal flex-col gap-2 pl-5 text-body marker:text-soft">
        {text[platform].map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
      <Problem problem={open.problem} />
      <div className="flex flex-col gap-3">
        <Button tone="primary" isWide onPress={() => void open.run()}>
          {text.open}
        </Button>
        <Button tone="plain" isWide onPress={onDone}>
          {text.later}
        </Button>
      </div>
    </>
  )
}

function Finish({ onDone }: { readonly onDone: () => void }) {
  return (
    <Button tone="primary" isWide onPress={onDone}>
      {messages.setUp.finish}
    </Button>
  )
}

/** Settings may be open beside the app, which then is told of no return. */
function useLooking(isDue: boolean): void {
  useEffect(() => {
    if (!isDue) return undefined
    const timer = setInterval(() => refresh('device'), LOOK_EVERY)
    return () => clearInterval(timer)
  }, [isDue])
}
