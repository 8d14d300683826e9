import { useMemo } from 'react'
import { drawQr } from './qr-path.ts'

export interface QrCodeProps {
  /** What it holds, at most 2,331 bytes. It is never written out beside the code. */
  readonly value: string
  /** What it is for: "Recovery kit as a QR code". */
  readonly label: string
}

/** A QR code, dark on light in both themes. As wide as its container, at most 240 px. */
export function QrCode({ value, label }: QrCodeProps) {
  const { size, path } = useMemo(() => drawQr(value), [value])
  return (
    <svg
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
      className="aspect-square w-full max-w-60 rounded-small bg-qr-paper text-qr-ink"
    >
      <path d={path} fill="currentColor" />
    </svg>
  )
}
