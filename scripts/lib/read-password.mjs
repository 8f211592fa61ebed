import { Problem } from './fail.mjs'

/** The first line of standard input; typed at a terminal it is not shown. */
export async function readPassword(input = process.stdin, prompt = process.stderr) {
  return input.isTTY ? await typed(input, prompt) : await piped(input)
}

async function piped(input) {
  let text = ''
  input.setEncoding('utf8')
  for await (const chunk of input) {
    text += chunk
    if (text.includes('\n')) break
  }
  if (text === '') throw new Problem('No password came on standard input.')
  return text.split(/\r?\n/, 1)[0]
}

/** In raw mode the terminal shows nothing and edits nothing, so the few keys that people use are dealt with here. */
async function typed(input, prompt) {
  input.setRawMode(true)
  try {
    prompt.write('Password (not shown): ')
    return await new Promise((resolve, reject) => {
      let text = ''
      input.setEncoding('utf8')
      input.on('data', (keys) => {
        // What the arrow keys and their like send.
        for (const key of keys.replace(/\x1b(\[[0-9;]*[A-Za-z~]|O[A-Za-z])?/g, '')) {
          if (key === '\r' || key === '\n') return resolve(text)
          if (key === '\x03') return reject(new Problem('Stopped; nothing was changed.'))
          if (key === '\x04')
            return text === '' ? reject(new Problem('No password was typed.')) : resolve(text)
          if (key === '\x7f' || key === '\b') text = [...text].slice(0, -1).join('')
          else if (key === '\x15') text = ''
          else if (key >= ' ') text += key
        }
      })
      input.once('end', () => reject(new Problem('No password was typed.')))
    })
  } finally {
    input.setRawMode(false)
    input.pause()
    prompt.write('\n')
  }
}
