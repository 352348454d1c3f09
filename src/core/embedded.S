// The compiled defaults and the phrase list, as they lie on disk, in read-only data.
    .section .rodata
    .balign 16
    .global unspin_lexicon_begin
    .global unspin_lexicon_end
    .global unspin_model_begin
    .global unspin_model_end
    .global unspin_phrases_begin
    .global unspin_phrases_end
    .hidden unspin_lexicon_begin
    .hidden unspin_lexicon_end
    .hidden unspin_model_begin
    .hidden unspin_model_end
    .hidden unspin_phrases_begin
    .hidden unspin_phrases_end
unspin_lexicon_begin:
    .incbin UNSPIN_LEXICON_FILE
unspin_lexicon_end:
    .balign 16
unspin_model_begin:
    .incbin UNSPIN_MODEL_FILE
unspin_model_end:
unspin_phrases_begin:
    .incbin UNSPIN_PHRASES_FILE
unspin_phrases_end:
#if defined(__linux__) && defined(__ELF__)
    .section .note.GNU-stack,"",%progbits
#endif
