import { Skeleton } from '@keyward/ui'
import { messages } from '../../messages/messages.ts'

/** A screen that is not there yet. Nothing is drawn before 200 ms have passed. */
export function Loading() {
  return (
    <div className="mx-auto w-full max-w-list p-4">
      <Skeleton label={messages.app.loading} />
    </div>
  )
}
