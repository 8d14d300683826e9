import { Banner, Button, KeyMark, SheetFrame } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { useSheet } from '../use-sheet.ts'

export interface SavedScreenProps {
  readonly stage: StageOf<'saved'>
}

/** The passkey is kept. The screen goes by itself after a moment. */
export function SavedScreen({ stage }: SavedScreenProps) {
  const text = provider.saved
  const { desk, about, isBusy } = useSheet()
  const account = stage.account === '' ? about.app : stage.account
  const isWaiting = stage.synced === 'waiting'
  return (
    <SheetFrame
      title={text.title}
      asker={<AskedBy />}
      onSubmit={() => desk.answer('saved', 'done')}
      primary={
        <Button type="submit" tone="primary" isWide hasFirstFocus isPending={isBusy}>
          {text.done}
        </Button>
      }
    >
      <div className="flex items-start gap-3">
        <KeyMark size="large" />
        <p className="min-w-0 flex-1 text-body">{text.text(account)}</p>
      </div>
      <Banner
        tone={isWaiting ? 'warn' : 'ok'}
        title={isWaiting ? text.waiting : text.sent}
        isAnnounced={false}
      />
    </SheetFrame>
  )
}
