# What Doxygen reads in place of a header. The comments are written for the reader of the header; this gives them the
# marks that a page needs. The number of lines stays the same, so warnings name the right one.
#   indented lines under a sentence      a formula, shown as it stands
#   "Complexity ...", "Source: ..."      paragraphs with a heading
#   what stands right before a room      about the header, not about the room that all headers share
#   a defaulted operator==               left out: it says nothing that needs a word

function is_comment(line) { return line ~ /^ *\/\/\// }
function is_indented(line) { return line ~ /^ *\/\/\/   +[^ ]/ }
function is_blank(line) { return line ~ /^ *\/\/\/ *$/ }

# Whether the comment that begins there ends at the line that opens a room.
function opens_room(i) {
    while (is_comment(lines[i])) ++i
    return lines[i] ~ /^namespace corewing::[a-z]+ \{/
}

{ lines[NR] = $0 }

END {
    tag = 0   # within a @param, @return ...: its lines go on indented
    code = 0  # within an example: indented lines after a blank one, which Markdown knows
    open = 0  # within a formula
    for (i = 1; i <= NR; ++i) {
        line = lines[i]
        if (line ~ /operator==\(const [A-Za-z]+&\) const = default;/) {
            print ""
            continue
        }
        if (!is_comment(line)) {
            tag = code = 0
            print line
            continue
        }
        if ((i == 1 || !is_comment(lines[i - 1])) && opens_room(i)) sub(/\/\/\/ /, "/// @header ", line)
        if (line ~ /^ *\/\/\/ @[^h]/) tag = 1
        else if (is_blank(line)) tag = 0
        else if (!is_indented(line)) tag = code = 0
        if (is_indented(line) && (i == 1 || is_blank(lines[i - 1]) || !is_comment(lines[i - 1]))) code = 1

        if (is_indented(line) && !tag && !code) {
            if (!open) sub(/\/\/\/  /, "/// @code{.unparsed} ", line)
            open = 1
            if (!is_indented(lines[i + 1])) {
                line = line " @endcode"
                open = 0
            }
        } else {
            sub(/\/\/\/ Complexity:? /, "/// @complexity ", line)
            sub(/\/\/\/ Source: /, "/// @source ", line)
        }
        print line
    }
}
