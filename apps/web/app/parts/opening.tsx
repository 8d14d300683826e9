import { KeywardMark } from '@keyward/ui/sheet'
import { app as text } from '../../messages/en/app.ts'

/**
 * The app while it opens, with the mark where its screens have it. The page comes with it, and the
 * scripts draw the same until they know what to show.
 */
export function Opening() {
  return (
    <output
      data-loading
      className="mx-auto flex w-full max-w-sheet items-center gap-2.5 px-4 pt-6 text-lead font-semibold tracking-tight roomy:pt-16"
    >
      <KeywardMark className="size-8" />
      {text.name}
      <span className="said">{text.loading}</span>
    </output>
  )
}
