import { useEffect, useState } from 'react'
import { Banner, Button, EmptyState, LinkButton, QrCode } from '@keyward/ui'
import { paths } from '../../app/paths.ts'
import { kitSaved, type WaitingKit, waitingKit } from '../../app/show-kit.ts'
import { useGo } from '../../app/use-go.ts'
import { messages } from '../../messages/messages.ts'
import { FirstRunPage } from './first-run-page.tsx'
import { KitCheck } from './kit-check.tsx'
import { KitWords } from './kit-words.tsx'

/** Shows a new recovery kit once, and asks for two of its words before it goes on. */
export function KitScreen() {
  const [waiting] = useState(waitingKit)
  return waiting === undefined ? <NoKit /> : <Kit waiting={waiting} />
}

function NoKit() {
  const { title, text, action } = messages.recovery.none
  return (
    <EmptyState
      isPage
      title={title}
      action={<LinkButton href={paths.accounts}>{action}</LinkButton>}
    >
      {text}
    </EmptyState>
  )
}

function Kit({ waiting: { kit, next } }: { readonly waiting: WaitingKit }) {
  const text = messages.recovery
  const go = useGo()
  const [isChecking, setChecking] = useState(false)
  const { words } = kit
  const isFirst = next === paths.ready || next === paths.waiting
  const step = isFirst ? { current: 3, count: 3 } : undefined
  useWarning()
  const done = (): void => {
    kitSaved()
    go(next, { replace: true })
  }
  if (isChecking)
    return (
      <FirstRunPage title={text.check.title} description={text.check.text} step={step}>
        <KitCheck words={words.split(' ')} onDone={done} onBack={() => setChecking(false)} />
      </FirstRunPage>
    )
  return (
    <FirstRunPage title={text.title} description={text.intro} step={step}>
      <section className="flex flex-col gap-6" aria-label={text.title}>
        <KitWords words={words.split(' ')} />
        <div className="flex flex-wrap items-center gap-4">
          <div className="w-36 max-w-full shrink-0">
            <QrCode value={kit.code} label={text.qr} />
          </div>
          <p className="min-w-0 flex-1 basis-24 text-note text-soft">{text.qrText}</p>
        </div>
      </section>
      <Banner tone="warn" title={text.printText} isAnnounced={false} />
      <div className="flex flex-col gap-3 print:hidden">
        <Button isWide onPress={() => window.print()}>
          {text.print}
        </Button>
        <Button tone="primary" isWide onPress={() => setChecking(true)}>
          {text.saved}
        </Button>
      </div>
    </FirstRunPage>
  )
}

/** Closing the page now would lose the kit for good: the browser asks first. */
function useWarning(): void {
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent): void => {
      if (waitingKit() !== undefined) event.preventDefault()
    }
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [])
}
