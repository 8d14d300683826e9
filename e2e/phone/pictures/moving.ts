import type { Page } from 'playwright-core'

/** One picture of a moving one: a PNG, and for how long it is shown, in milliseconds. */
export interface Still {
  readonly png: Buffer
  readonly shownFor: number
}

/**
 * Stills of one size as one moving WebP that plays over and over. The browser of the page compresses
 * them; what is put around them here is the container (RFC 9649, section 2.7).
 */
export async function movingPicture(page: Page, stills: readonly Still[]): Promise<Buffer> {
  const frames: { readonly bytes: Buffer; readonly shownFor: number }[] = []
  let size = { width: 0, height: 0 }
  for (const { png, shownFor } of stills) {
    const { webp, ...measured } = await compress(page, png)
    size = measured
    frames.push({ bytes: pictureIn(Buffer.from(webp, 'base64')), shownFor })
  }
  const { width, height } = size
  const canvas = Buffer.concat([Buffer.from([2, 0, 0, 0]), uint24(width - 1), uint24(height - 1)])
  // A background that is never seen, and no end of repeating.
  const animation = Buffer.from([255, 255, 255, 255, 0, 0])
  const moving = frames.map(({ bytes, shownFor }) => {
    const place = Buffer.concat([uint24(0), uint24(0), uint24(width - 1), uint24(height - 1)])
    return chunk('ANMF', Buffer.concat([place, uint24(shownFor), Buffer.from([2]), bytes]))
  })
  const body = Buffer.concat([chunk('VP8X', canvas), chunk('ANIM', animation), ...moving])
  return chunk('RIFF', Buffer.concat([Buffer.from('WEBP'), body]))
}

/** The chunk of the picture itself, from a file that also says how its colours are meant. */
function pictureIn(file: Buffer): Buffer {
  for (let at = 12; at + 8 <= file.length;) {
    const length = file.readUInt32LE(at + 4)
    const end = at + 8 + length + (length % 2)
    if (file.toString('latin1', at, at + 4) === 'VP8 ') return file.subarray(at, end)
    at = end
  }
  throw new Error('The browser gave no WebP.')
}

function compress(page: Page, png: Buffer) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const { width, height } = image
    const canvas = Object.assign(document.createElement('canvas'), { width, height })
    canvas.getContext('2d', { alpha: false })?.drawImage(image, 0, 0)
    const url = canvas.toDataURL('image/webp', 0.8)
    return { webp: url.slice(url.indexOf(',') + 1), width, height }
  }, png.toString('base64'))
}

function chunk(name: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32LE(content.length)
  return Buffer.concat([Buffer.from(name), length, content, Buffer.alloc(content.length % 2)])
}

function uint24(value: number): Buffer {
  return Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255])
}
