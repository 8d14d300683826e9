import { useEffect } from 'react'
import { messages } from '../messages/messages.ts'

/** Names the page after what it shows. Screen readers hear it when the screen changes. */
export function useTitle(text: string): void {
  useEffect(() => {
    document.title = messages.app.title(text)
  }, [text])
}
