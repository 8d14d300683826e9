import { useState } from 'react'
import { pictureAt } from './addresses.ts'

export interface PictureProps {
  readonly source: string
  /** What it shows. */
  readonly text: string
}

/** A picture of the help. One that can't be loaded gives way to what it shows, in words. */
export function Picture({ source, text }: PictureProps) {
  const [isLost, setLost] = useState(false)
  const address = pictureAt(source)
  if (address === undefined || isLost)
    return <span className="block text-note text-soft italic">{text}</span>
  return (
    <img
      src={address}
      alt={text}
      loading="lazy"
      onError={() => setLost(true)}
      className="mx-auto max-h-[32rem] rounded-medium border border-line"
    />
  )
}
