"""The police single point of contact: signed webhook out, signed acknowledgement in, and a sandbox to practise with."""
