import {useEffect, useState} from 'react'

/** A value as it was when it last stayed the same for so long, in milliseconds. */
export function useDebounced<Value>(value: Value, delay: number): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), delay)
    return () => clearTimeout(timer)
  }, [delay, value])
  return settled
}
