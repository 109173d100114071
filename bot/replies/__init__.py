"""What the bot says: pure functions from what the index found to a `Reply`, in Discord's limits, without Discord.

`reply` is what a reply is, `answers` a question's, `listings` the lists and `/about`, `notices` the single sentences,
`choices` what an option completes to.
"""
