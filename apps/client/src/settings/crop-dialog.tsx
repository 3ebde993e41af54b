import { useState } from 'react'
import ReactCrop, { centerCrop, makeAspectCrop, type PercentCrop } from 'react-image-crop'
import 'react-image-crop/dist/ReactCrop.css'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'

export interface CropDialogProps {
  /** An address of the picture that this page may show. */
  readonly source: string
  readonly busy: boolean
  readonly error?: string | undefined
  /** The chosen square. */
  readonly onCrop: (picture: Blob) => void
  /** The file is no picture this browser can show. */
  readonly onUnreadable: () => void
  readonly onClose: () => void
}

/** As much as the server keeps, twice over. */
const sidePixels = 1024

/** Chooses the square of a picture that becomes the photo: by mouse, finger, or the arrow keys on its handles. */
export function CropDialog(props: CropDialogProps) {
  const [crop, setCrop] = useState<PercentCrop>()
  const [image, setImage] = useState<HTMLImageElement | null>(null)
  const whole = crop !== undefined && crop.width > 0
  return (
    <Dialog
      open
      onClose={props.onClose}
      title="Choose the part to show"
      description="Drag the square, or move its handles with the arrow keys."
      actions={
        <>
          <Button onClick={props.onClose}>Cancel</Button>
          <Button
            look="primary"
            busy={props.busy}
            disabled={!whole}
            onClick={() => {
              if (image && crop) void cut(image, crop).then(props.onCrop, props.onUnreadable)
            }}
          >
            Use this photo
          </Button>
        </>
      }
    >
      <div className="grid place-items-center">
        <ReactCrop
          {...(crop === undefined ? {} : { crop })}
          onChange={(_pixels, percent) => setCrop(percent)}
          aspect={1}
          keepSelection
          minWidth={32}
          ariaLabels={{
            cropArea: 'The part to show; move it with the arrow keys',
            nwDragHandle: 'Top left corner',
            nDragHandle: 'Top edge',
            neDragHandle: 'Top right corner',
            eDragHandle: 'Right edge',
            seDragHandle: 'Bottom right corner',
            sDragHandle: 'Bottom edge',
            swDragHandle: 'Bottom left corner',
            wDragHandle: 'Left edge',
          }}
        >
          <img
            src={props.source}
            alt="What you chose"
            className="max-h-[50dvh]"
            onError={props.onUnreadable}
            onLoad={({ currentTarget: shown }) => {
              setImage(shown)
              const { width, height } = shown
              const square = makeAspectCrop({ unit: '%', width: 90 }, 1, width, height)
              setCrop(centerCrop(square, width, height))
            }}
          />
        </ReactCrop>
      </div>
      {props.error === undefined ? null : (
        <p role="alert" className="text-second text-hot">
          {props.error}
        </p>
      )}
    </Dialog>
  )
}

/** The part of the picture as a file of its own. Rejects where this browser cannot draw it. */
async function cut(image: HTMLImageElement, crop: PercentCrop): Promise<Blob> {
  const { naturalWidth: width, naturalHeight: height } = image
  const side = Math.max(1, Math.round((crop.width / 100) * width))
  const target = Math.min(side, sidePixels)
  const canvas = new OffscreenCanvas(target, target)
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no drawing here')
  context.imageSmoothingQuality = 'high'
  const [x, y] = [(crop.x / 100) * width, (crop.y / 100) * height]
  context.drawImage(image, x, y, side, side, 0, 0, target, target)
  return canvas.convertToBlob({ type: 'image/webp', quality: 0.9 })
}
