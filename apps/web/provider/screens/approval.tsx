import { useEffect, useState } from 'react'
import { SheetFrame, Spinner } from '@keyward/ui/sheet'
import { provider } from '../../messages/en/provider.ts'
import type { StageOf } from '../desk/stage.ts'
import { AskedBy } from '../parts/asked-by.tsx'
import { Cancel } from '../parts/cancel.tsx'

/** An Owner of the account decides on their own device: the time that is left, and the way out. */
export function ApprovalScreen({ stage: { expiresAt } }: { readonly stage: StageOf<'approval'> }) {
  const text = provider.approval
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const seconds = expiresAt === undefined ? 0 : Math.max(0, Math.ceil((expiresAt - now) / 1000))
  return (
    <SheetFrame title={provider.signIn} asker={<AskedBy />} line={text.line} quiet={<Cancel />}>
      <p className="flex items-center gap-3 text-body text-soft">
        <Spinner />
        <span>
          {expiresAt === undefined ? text.asking : text.waiting}
          {expiresAt === undefined ? null : (
            <span className="block text-note tabular-nums">
              {text.left(Math.floor(seconds / 60), seconds % 60)}
            </span>
          )}
        </span>
      </p>
    </SheetFrame>
  )
}
