### What the lobby's screen shows and says. It is read from across the room, and it is heard:
### few words, the same ones as on the ticket.

## Heads

board-number = Number
board-counter = Counter
# Before the first call.
board-idle = Your number appears here
# Called once more.
board-again = again

## Ages

board-now = just now
# $minutes (Number)
board-minutes =
    { $minutes ->
       *[other] { $minutes } min
    }

## Foot

# $time (String) "10:42:05"
board-updated = Updated { $time }
# Where the branch file says nothing about it.
board-missed = Missed your number? Ask at the desk.

## When nothing is heard of the queue

board-stale = This screen is not up to date. Listen for your number.
board-blind = No numbers at the moment
board-blind-do = Listen for your number, or ask at the desk.

## For whoever sets it up

board-not-ready = This board is not ready
# $columns, $rows (Number): needed; $has-columns, $has-rows (Number): there
board-too-small = The screen has { $has-columns } × { $has-rows } characters and needs { $columns } × { $rows }. Choose a smaller font.
board-no-branch = No branch is loaded.
# $branch (String) as in the settings
board-unknown-branch = There is no branch "{ $branch }".
# $branches (String) ids with commas
board-which-branch = Say which branch with --branch or board.branch: { $branches }.
board-key-refused = The queue server does not accept this board's key: backend.key_file.
board-waiting-for-queue = Waiting for the queue server…

## Spoken. Commas are pauses.

# $number (String) "A, zero, four, two"; $counter (String) "3"
board-say = Number { $number }, counter { $counter }.
# $counter (String) what the counter is called: "Room 2"
board-say-named = Number { $number }, { $counter }.
board-digit-0 = zero
board-digit-1 = one
board-digit-2 = two
board-digit-3 = three
board-digit-4 = four
board-digit-5 = five
board-digit-6 = six
board-digit-7 = seven
board-digit-8 = eight
board-digit-9 = nine
