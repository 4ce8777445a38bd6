select
  "Prospect ID" as id,
  "Lead Origin",
  "Lead Source",
  "Do Not Email",
  "What is your current occupation",
  "Specialization",
  "TotalVisits",
  "Total Time Spent on Website",
  "Page Views Per Visit"
from read_csv('x-education/Leads.csv', all_varchar = true)
